import { toPixels } from "./series";

const [WIDTH, HEIGHT] = [96, 24];

/** A trend beside its number, without axes or script: `<Sparkline values={["1", "4", …]} />`. The number says it; this only shows. */
export function Sparkline({ values }: { values: readonly string[] }) {
  const heights = values.map(toPixels);
  const most = Math.max(...heights, 0) || 1;
  const step = WIDTH / Math.max(heights.length, 1);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="text-accent"
    >
      {heights.map((value, place) => {
        const height = Math.max((value / most) * (HEIGHT - 2), 1);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in time is all that a bar is.
            key={place}
            x={place * step}
            y={HEIGHT - height}
            width={Math.max(step - 2, 1)}
            height={height}
            rx="1"
            fill="currentColor"
            opacity={place === heights.length - 1 ? 1 : 0.35}
          />
        );
      })}
    </svg>
  );
}
