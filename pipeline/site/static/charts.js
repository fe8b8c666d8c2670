// Draws the charts of a page and offers each as a file. Without scripts the sentence and the table stay.
(() => {
  "use strict";

  /** A specification with the palette's colours in place of the style sheet's, `width` points wide, and titled. */
  const portable = (drawing, specification) => {
    const { palette } = specification.usermeta;
    const coloured = JSON.parse(JSON.stringify(specification), (_, value) => palette[value] ?? value);
    return {
      ...coloured,
      width: Math.max(drawing.clientWidth, 640),
      autosize: { type: "fit-x", contains: "padding" },
      background: palette["var(--chart-paper)"],
      padding: 16,
      title: {
        text: drawing.dataset.title,
        subtitle: drawing.dataset.source,
        anchor: "start",
        offset: 16,
        color: palette["var(--chart-ink)"],
        subtitleColor: palette["var(--chart-faint)"],
        subtitlePadding: 4,
      },
    };
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const files = {
    SVG: async (view) => new Blob([await view.toSVG()], { type: "image/svg+xml" }),
    PNG: async (view) => {
      const canvas = await view.toCanvas(2);
      return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    },
  };

  const offer = (drawing, specification) => {
    const line = document.createElement("p");
    line.className = "chart-files";
    line.append("Save the chart as ");
    for (const [kind, make] of Object.entries(files)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = kind;
      button.setAttribute("aria-label", `Save the chart as ${kind}: ${drawing.dataset.title}`);
      button.addEventListener("click", async () => {
        const view = upheldVega.offscreen(portable(drawing, specification));
        const name = drawing.dataset.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
        save(await make(view), `${name}.${kind.toLowerCase()}`);
        view.finalize();
      });
      line.append(line.children.length ? " or " : "", button);
    }
    drawing.closest("figure").append(line);
  };

  const draw = (drawing) => {
    const specification = JSON.parse(drawing.closest("figure").querySelector("script").textContent);
    // In an element of its own, since Vega writes a name of its own on it.
    const canvas = document.createElement("div");
    canvas.className = "chart-canvas";
    drawing.append(canvas);
    upheldVega.draw(canvas, specification).then(
      () => offer(drawing, specification),
      () => drawing.remove(),
    );
  };

  // A page may have dozens: each is drawn when it comes near, and all of them before printing.
  const waiting = new Set(document.querySelectorAll(".chart-drawing"));
  const drawOnce = (drawing) => waiting.delete(drawing) && draw(drawing);
  const near = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => drawOnce(entry.target)),
    { rootMargin: "600px" },
  );
  waiting.forEach((drawing) => near.observe(drawing));
  addEventListener("beforeprint", () => waiting.forEach(drawOnce));
})();
