/** The parts of a draft, in the order of the form. */
const SECTIONS = [
  { id: "basics", label: "Basics" },
  { id: "fees", label: "Price" },
  { id: "tiers", label: "Credit tiers" },
  { id: "credits", label: "Credits" },
  { id: "usage", label: "Usage charges" },
  { id: "features", label: "Features" },
  { id: "overage", label: "Overage" },
  { id: "commitment", label: "Commitment" },
] as const;

export type SectionId = (typeof SECTIONS)[number]["id"];

/** A commitment is the plan's: an add-on has none of its own. */
export const sectionsOf = (kind: "PLAN" | "ADD_ON") =>
  SECTIONS.filter(({ id }) => kind === "PLAN" || id !== "commitment");

/** Where the field of an issue stands. */
export function sectionOf(path: string, ofCharge: (index: number) => SectionId): SectionId {
  const [part, place] = path.split(".");
  switch (part) {
    case "charges":
      return ofCharge(Number(place));
    case "grants":
      return "credits";
    case "entitlements":
      return "features";
    case "overagePrice":
      return "overage";
    case "commitment":
      return "commitment";
    default:
      return "basics";
  }
}

const OF_KIND = { RECURRING: "fees", CREDITS: "tiers", USAGE: "usage" } as const;

export const sectionOfKind = (kind: keyof typeof OF_KIND | undefined): SectionId =>
  kind ? OF_KIND[kind] : "fees";
