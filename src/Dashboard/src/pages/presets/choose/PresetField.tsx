import { usePoll } from '../../../api/poll';
import { presets } from '../../../api/presets';
import { TextField } from '../../../ui/Field';

const OFFERED = 200;

interface Props {
  label: string;
  value: string;
  onChange: (name: string) => void;
  error?: string | undefined;
  hint?: string;
}

/** The name of a preset; those that contain what was typed are offered. */
export function PresetField(props: Props) {
  const list = usePoll('names of presets', (signal) => presets.list({ limit: OFFERED }, signal), 0);
  return <TextField {...props} list={(list.data?.items ?? []).map((one) => one.name)} placeholder="BTCUSDT_1h_v2_LightGBM_multi_h1-3" />;
}
