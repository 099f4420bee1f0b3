/** One thing that a part of a plan version says: `["Amount", "$149.00"]`. */
export type LineField = readonly [name: string, text: string];
