/** One thing that keeps a draft from being published; `path` names its field. */
export type DraftIssue = { readonly path: string; readonly message: string };

export const issue = (path: string, message: string): DraftIssue => ({ path, message });

/** Issues of a part, by the path of the whole. */
export const at = (path: string, issues: readonly DraftIssue[]): readonly DraftIssue[] =>
  issues.map((found) => issue(`${path}.${found.path}`, found.message));
