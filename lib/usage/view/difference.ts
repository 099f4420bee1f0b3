/** A roll-up that is not what its events or the ledger's entries say, in words. */
import type { RollUpDifference, RollUpFigures } from "../store/rebuilt-roll-ups";

export const differenceWords = ({ rollUp, bucket, stored, rebuilt, ...key }: RollUpDifference) =>
  `${rollUp} ${bucket} of customer ${key.customerId}${keyWords(key)}: ` +
  `stored ${figuresText(stored)}, by its ${SOURCE[rollUp]} ${figuresText(rebuilt)}`;

const SOURCE = {
  ...{ usage_day: "events", usage_hour: "events", usage_run: "events" },
  ...{ ledger_day: "entries", member_use: "entries" },
} as const satisfies Record<RollUpDifference["rollUp"], string>;

const keyWords = ({
  featureId,
  member,
  split,
  apiKeyId,
}: Pick<RollUpDifference, "featureId" | "member" | "split" | "apiKeyId">) =>
  [
    ...[featureId && `feature ${featureId}`, member && `member ${member}`, split],
    apiKeyId && `API key ${apiKeyId}`,
  ]
    .filter((word) => word)
    .map((word) => `, ${word}`)
    .join("");

function figuresText({ events, quantity, credits, refused }: Partial<RollUpFigures>): string {
  const counted = events === undefined ? [] : [`${events} events, quantity ${quantity}`];
  return [
    ...counted,
    `${credits} credits`,
    ...(refused === undefined ? [] : [`${refused} refused`]),
  ].join(", ");
}
