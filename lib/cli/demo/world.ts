/** What the demo's days are lived with. */
import type { Catalogue } from "./catalogue";
import type { Clock } from "./clock";
import type { People } from "./people";
import type { Random } from "./random";

export type World = {
  readonly clock: Clock;
  readonly people: People;
  readonly catalogue: Catalogue;
  readonly random: Random;
};
