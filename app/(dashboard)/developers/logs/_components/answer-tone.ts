/** How grave an answer is, by its status. */
export function toneOfAnswer(status: number) {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}
