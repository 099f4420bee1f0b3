/** Ids are in order of time, so a time bounds them: the least id that could be minted at `at`. */
export function leastIdAt(at: Date): string {
  const time = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
