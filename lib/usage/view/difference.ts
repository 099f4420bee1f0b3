/** A roll-up that is not what its events say, in words. */
import type { RollUpDifference, RollUpFigures } from "../store/rebuilt-roll-ups";

export const differenceWords = ({ rollUp, bucket, stored, rebuilt, ...key }: RollUpDifference) =>
  `${rollUp} ${bucket} of customer ${key.customerId}, feature ${key.featureId}: ` +
  `stored ${figuresText(stored)}, by its events ${figuresText(rebuilt)}`;

const figuresText = ({ events, quantity, credits, refused }: RollUpFigures) =>
  `${events} events, quantity ${quantity}, ${credits} credits, ${refused} refused`;
