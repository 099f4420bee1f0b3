/**
 * A page is seen before it listens. What is typed for it meanwhile is kept by a few lines in the
 * document itself, and heard when its key is registered.
 */
type TypedKey = { readonly event: KeyboardEvent; readonly href: string };

declare global {
  interface Window {
    florinKeys?: TypedKey[];
  }
}

const KEPT_MS = 5_000;

/** Runs before anything else of a page. Text typed into a field, and whatever precedes a click, is not for the page. */
export const KEEP_KEYS = `(() => {
  const kept = (window.florinKeys = []);
  const forget = () => kept.splice(0);
  const inField = ({ target }) =>
    target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  addEventListener("pointerdown", forget, true);
  addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (inField(event)) return;
    kept.push({ event, href: location.href });
    if (kept.length > 8) kept.shift();
  }, true);
})();`;

/** Sends once more what was typed on this page and nobody heard; call it when somebody new listens. */
export function replayUnheardKeys() {
  const kept = window.florinKeys ?? [];
  const isHeard = ({ event }: TypedKey) => event.defaultPrevented;
  const unheard = kept
    .slice(kept.findLastIndex(isHeard) + 1)
    .filter(({ event, href }) => isRecent(event) && href === location.href);
  const again = unheard.map(({ event }) => new KeyboardEvent(event.type, event));
  for (const event of again) document.body.dispatchEvent(event);
  const rest = unheard.slice(again.findLastIndex((event) => event.defaultPrevented) + 1);
  kept.splice(0, kept.length, ...rest);
}

const isRecent = ({ timeStamp }: KeyboardEvent) => performance.now() - timeStamp < KEPT_MS;
