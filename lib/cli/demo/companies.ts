/** Forty fictional customers and how each of them lives. Names and ids never change. */

/** What a customer is there to show. */
export type Story =
  | "basic"
  | "professional"
  | "prepaid"
  | "low"
  | "empty"
  | "overage"
  | "expiring"
  | "many_grants"
  | "unpaid"
  | "quiet";

export type Company = {
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
  readonly country: string;
  readonly story: Story;
  /** The day of the ninety on which it came. */
  readonly since: number;
  /** Events on an ordinary weekday. */
  readonly pace: number;
};

type Line = readonly [
  name: string,
  zone: string,
  country: string,
  story: Story,
  since: number,
  pace: number,
];

const LINES: readonly Line[] = [
  ["Flex Corporation", "America/New_York", "US", "professional", 0, 30],
  ["Acme GmbH", "Europe/Berlin", "DE", "many_grants", 0, 32],
  ["Northwind Traders", "Europe/London", "GB", "professional", 0, 26],
  ["Bluepeak Analytics", "America/Denver", "US", "basic", 0, 22],
  ["Harbor & Pine", "America/Los_Angeles", "US", "basic", 0, 20],
  ["Kestrel Robotics", "Europe/Zurich", "CH", "professional", 1, 28],
  ["Lumen Outreach", "Europe/Paris", "FR", "overage", 2, 46],
  ["Mirador Ventures", "Europe/Madrid", "ES", "low", 2, 14],
  ["Quillworks", "Europe/Dublin", "IE", "empty", 3, 16],
  ["Saffron Labs", "Asia/Kolkata", "IN", "expiring", 3, 12],
  ["Tidewater Logistics", "America/Chicago", "US", "unpaid", 4, 12],
  ["Umbra Security", "Asia/Jerusalem", "IL", "professional", 4, 26],
  ["Vantage Recruiting", "Australia/Sydney", "AU", "basic", 5, 20],
  ["Willow & Reed", "Europe/Amsterdam", "NL", "prepaid", 5, 10],
  ["Zephyr Mobility", "Europe/Stockholm", "SE", "basic", 6, 18],
  ["Aurora Textiles", "Europe/Rome", "IT", "prepaid", 8, 8],
  ["Brightside Clinics", "America/Toronto", "CA", "basic", 9, 16],
  ["Cobalt Freight", "Europe/Warsaw", "PL", "professional", 10, 24],
  ["Dovetail Studio", "Europe/Copenhagen", "DK", "prepaid", 11, 8],
  ["Emberline Energy", "America/Denver", "US", "low", 12, 12],
  ["Fathom Research", "Europe/Oslo", "NO", "basic", 13, 16],
  ["Granite Legal", "Europe/Vienna", "AT", "prepaid", 14, 7],
  ["Heliotrope Media", "America/Sao_Paulo", "BR", "basic", 16, 14],
  ["Ironwood Capital", "America/New_York", "US", "professional", 18, 24],
  ["Juniper Foods", "Europe/Lisbon", "PT", "prepaid", 20, 7],
  ["Keystone Schools", "America/Chicago", "US", "quiet", 21, 2],
  ["Larkspur Travel", "Asia/Tokyo", "JP", "basic", 23, 14],
  ["Meridian Health", "Asia/Singapore", "SG", "professional", 25, 24],
  ["Nimbus Hosting", "Europe/Helsinki", "FI", "overage", 27, 42],
  ["Oakridge Homes", "America/Phoenix", "US", "expiring", 30, 9],
  ["Paragon Fitness", "Europe/Brussels", "BE", "prepaid", 33, 8],
  ["Quartz Insurance", "Europe/Zurich", "CH", "basic", 36, 14],
  ["Redwood Legal", "America/Los_Angeles", "US", "empty", 40, 12],
  ["Silverbirch Events", "Europe/Tallinn", "EE", "prepaid", 44, 7],
  ["Thistle Design", "Europe/London", "GB", "quiet", 48, 2],
  ["Upland Farms", "Pacific/Auckland", "NZ", "basic", 53, 12],
  ["Verdant Supply", "America/Mexico_City", "MX", "prepaid", 58, 8],
  ["Westbay Marine", "Africa/Johannesburg", "ZA", "unpaid", 64, 8],
  ["Yarrow Botanics", "Europe/Prague", "CZ", "prepaid", 72, 6],
  ["Zenith Aerospace", "Asia/Dubai", "AE", "basic", 80, 18],
];

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

export const COMPANIES: readonly Company[] = LINES.map(
  ([name, zone, country, story, since, pace]) => ({
    name,
    externalId: slugOf(name),
    // A domain that is reserved, so that no letter ever reaches anybody.
    email: `billing@${slugOf(name)}.example`,
    timezone: zone,
    country,
    story,
    since,
    pace,
  }),
);
