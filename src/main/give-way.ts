/** How long work may go on before whatever waits has its turn, milliseconds. */
const stretch = 4;

/** Rows and bytes of a file that are looked at before anyone asks again: far less than a stretch takes. */
export const rowsPerTurn = 200;
export const bytesPerTurn = 1 << 15;

let turned = 0;

/**
 * Lets what waits have its turn, where work has gone on for a while: in the app all input of the window goes through
 * this process, and what it asks for takes a dozen turns. Loops over many rows call it every so many rows or bytes.
 * Streams alone don't do it: while data is there, their promises follow each other without anything else coming in
 * between.
 */
export const giveWay = async (): Promise<void> => {
  if (performance.now() - turned < stretch) return;
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  turned = performance.now();
};
