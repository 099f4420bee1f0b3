/** Credits of several units in one cell: `2000 credits, 5 minutes`. */
export const creditsCell = (
  credits: readonly { readonly credits: string; readonly creditUnit: string }[],
): string => credits.map((own) => `${own.credits} ${own.creditUnit}`).join(", ");
