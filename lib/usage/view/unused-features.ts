/** The features that an event did not use, each with the reason as the catalogue stands now. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { idText } from "@/lib/ids";
import { mismatchOf } from "../rules/mismatch";
import type { EventView } from "../schema/event";
import type { UnusedFeature } from "../schema/trace";

/** Those of its name first; of the rest only a few are told. */
const MOST_TOLD = 8;

export function unusedFeatures(event: EventView, catalog: Catalog): readonly UnusedFeature[] {
  const used = new Set(event.uses.map(({ featureId }) => featureId));
  const named = { name: event.eventName, properties: event.properties };
  return [...catalog.features.values()]
    .flatMap(({ id, name, meter, isArchived }) => {
      if (meter === null || isArchived || used.has(idText("feat", id))) return [];
      const hasItsName = meter.eventName === event.eventName;
      return [{ id: idText("feat", id), name, why: mismatchOf(meter, named), hasItsName }];
    })
    .toSorted((a, b) => Number(b.hasItsName) - Number(a.hasItsName) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_TOLD);
}
