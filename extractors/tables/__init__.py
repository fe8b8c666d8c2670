"""Tables: a grid is read by its labels; each number means what its row, column and caption say."""
