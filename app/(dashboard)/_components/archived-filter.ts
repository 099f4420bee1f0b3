/** Lists of what can be archived show what is not, unless asked: `archivedFilter("On sale")`. */
export const archivedFilter = (live: string) => ({
  key: "status",
  label: "Status",
  none: `Status: ${live.toLowerCase()}`,
  options: [
    { value: "ARCHIVED", label: "Archived" },
    { value: "ALL", label: `${live} and archived` },
  ],
});
