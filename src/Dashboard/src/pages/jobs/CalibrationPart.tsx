import { jobs } from '../../api/jobs';
import { useAnswer } from '../../api/poll';
import { count, decimals } from '../../format/numbers';
import { Loaded } from '../../ui/Loaded';

/** Does quick order models as full does, what passed in vain or was refused in vain, and what it saved. */
export function CalibrationPart() {
  const calibration = useAnswer('calibration', (signal) => jobs.calibration(signal));
  return (
    <Loaded of={calibration} what="the calibration">
      {(data) => (
        <section class="panel" aria-labelledby="calibration">
          <h2 id="calibration">{count(data.jobs, 'training')} judged, {decimals(data.hours_saved, 1)} hours of full training saved</h2>
          <ul>{data.lines.map((line) => <li key={line}>{line}</li>)}</ul>
          <p class="soft">A training counts on both sides once somebody trains it in full, whatever the gate said.</p>
        </section>
      )}
    </Loaded>
  );
}
