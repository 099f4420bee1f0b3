import { FlaskConical } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { Card } from "@/components/ui/card";

const COMMANDS = `npm run --silent florin -- organization create --slug sandbox --name Sandbox --mode TEST
npm run --silent florin -- user join --organization sandbox --email you@example.com --role OWNER`;

/** What a live organization is told: nobody's real time may be moved. */
export function SandboxOnly() {
  return (
    <Card>
      <Empty title="Test clocks are for sandboxes" icon={<FlaskConical />} code={COMMANDS}>
        This organization is live: its customers' time is the real one. Make an organization of mode
        test, join it, and change to it in the menu under your name.
      </Empty>
    </Card>
  );
}
