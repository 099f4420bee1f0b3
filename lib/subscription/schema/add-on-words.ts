/** `Extra credits × 2`. */
export const addOnWords = ({ name, quantity }: { name: string; quantity: number }): string =>
  quantity === 1 ? name : `${name} × ${quantity}`;
