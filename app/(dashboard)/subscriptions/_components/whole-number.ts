/** For a form's field: empty is null. What is no number stays as it was typed, for the server to refuse in its words. */
export const wholeOrNull = (typed: unknown) => {
  const text = String(typed ?? "").trim();
  if (text === "") return null;
  return /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : typed;
};
