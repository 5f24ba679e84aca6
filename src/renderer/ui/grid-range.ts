/** Cells by index in the view: columns from `x`, rows from `y`. */
export type GridRange = { x: number; y: number; width: number; height: number };
/** A cell and where it stands in the window, for what floats beside it. */
export type GridSpot = { column: number; row: number; bounds: GridRange };
