import { api } from '../api/client';
import { usePoll } from '../api/poll';
import { Badge } from '../ui/Badge';

/** Whether the product answers and is healthy; open to everybody, so it works before the sign-in. */
export function Health() {
  const health = usePoll('health', (signal) => api.get<{ status: string; version: string }>('health', {}, { signal }), 15_000);
  if (health.error !== undefined) return <span title="The product does not answer, or is not healthy. See ./st health."><Badge state="unhealthy" /></span>;
  return health.data ? <span title={`Version ${health.data.version}`}><Badge state={health.data.status} /></span> : null;
}
