-- What the last comparison of the roll-ups with their events found, an organization.
CREATE TABLE "usage_check" (
    "organization_id" UUID NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "from_day" DATE,
    "to_day" DATE,
    "difference_count" INTEGER NOT NULL,
    "differences" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "usage_check_pkey" PRIMARY KEY ("organization_id")
);
