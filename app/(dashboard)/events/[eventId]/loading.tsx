import { RecordSkeleton } from "@/components/layout/record-skeleton";

export default function Loading() {
  return <RecordSkeleton />;
}
