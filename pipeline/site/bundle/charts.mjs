// What pages use of Vega: one function that draws a specification without evaluating code.
import embed, { vega, vegaLite } from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

/** Draws a Vega-Lite specification into an element; `renderer` is "svg" or "canvas". */
function draw(element, specification) {
  return embed(element, specification, {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true,
    expr: expressionInterpreter,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    loader: { load: () => Promise.reject(new Error("charts load nothing")) },
  });
}

/** A view of a specification that is shown nowhere, for downloads. */
function offscreen(specification) {
  const parsed = vega.parse(vegaLite.compile(specification).spec, undefined, { ast: true });
  return new vega.View(parsed, { renderer: "none", expr: expressionInterpreter });
}

globalThis.upheldVega = { draw, offscreen };
