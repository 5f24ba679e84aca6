/** What makes a whole batch fail; the message is its stateMessage. */
export class BatchFault extends Error {}
