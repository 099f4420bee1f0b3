import type { Metadata } from "next";
import { Instant } from "@/components/domain/instant";
import { Card, Facts } from "@/components/ui/card";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { findUsageCheck, findUsageSettings } from "@/lib/usage/reads/usage-settings";
import { ClosingForm } from "./_components/closing-form";
import { LateDaysForm } from "./_components/late-days-form";
import { UsageCheck } from "./_components/usage-check";

export const metadata: Metadata = { title: "Usage settings" };

export default async function UsageSettingsPage() {
  const ctx = await pageContext("usage:read");
  const [settings, check, permissions] = await Promise.all([
    findUsageSettings(ctx),
    findUsageCheck(ctx),
    listPermissions(),
  ]);
  const { lateUsageDays, closedUntil, closedThrough, eventRetentionDays, zone } = settings;
  return (
    <div className="grid max-w-3xl gap-4">
      <Card
        title="Late events"
        description="An event counts at its own time, at the prices of then, if it comes within so many days. An older one counts as it arrives, and says so."
      >
        {permissions.includes("settings:write") ? (
          <LateDaysForm lateUsageDays={lateUsageDays} />
        ) : (
          <p className="text-sm">{lateUsageDays} days back</p>
        )}
      </Card>
      <Card
        title="Closed period"
        description="Nothing counts within it any more: events that still come, and replays, count as of then, with a mark. What was counted stays."
      >
        <div className="grid gap-4">
          <Facts
            items={[
              [
                "Closed",
                closedUntil && closedThrough ? (
                  <>
                    through {closedThrough}, until{" "}
                    <Instant at={closedUntil} show="exact" zone={zone} />
                  </>
                ) : (
                  "nothing is closed"
                ),
              ],
              ["Days of", zone],
            ]}
          />
          {permissions.includes("period:close") && <ClosingForm settings={settings} />}
        </div>
      </Card>
      <Card
        title="Raw events"
        description="What they counted and cost stays for ever, and their ids, so that a repeat is known."
      >
        <p className="text-sm">
          {eventRetentionDays === null ? "Kept for ever" : `Kept for ${eventRetentionDays} days`}
        </p>
      </Card>
      <Card
        title="Usage check"
        description="Every night the days and runs that may have changed are rebuilt from their events alone and compared, to the last decimal."
      >
        <UsageCheck check={check} zone={zone} />
      </Card>
    </div>
  );
}
