import { isCurrency } from '#core/reward/currency.ts';
import { problemId, type Refused } from '#server/console/parts/field.tsx';
import { Arrange, Fault } from './arranging.tsx';
import type { TypedBand } from './typed.ts';

interface BandsProps {
  bands: readonly TypedBand[];
  currency: string;
  prefix: string;
  at: number;
  refused: Refused | null;
}

const MANAGERS = [
  ['0', 'No manager'],
  ['1', 'One manager'],
  ['2', 'Two managers'],
] as const;

/** Who must agree up to which amount, from small to large; the last line takes the rest. */
export function Bands(props: BandsProps) {
  const { bands, at } = props;
  return (
    <fieldset class="policy-bands">
      <legend>
        Who must agree <span class="quiet">({isCurrency(props.currency) ? props.currency : 'points'})</span>
      </legend>
      <ol>
        {bands.map((band, place) => (
          <BandRow {...props} band={band} place={place} />
        ))}
      </ol>
      <Arrange button={`rules.${at}.bands.add`} to={at + 1} words="Add a limit" about={`rule ${at + 1}`} />
    </fieldset>
  );
}

function BandRow(props: BandsProps & { band: TypedBand; place: number }) {
  const { band, place, bands, prefix, at, refused } = props;
  const name = `${prefix}.bands.${place}`;
  const isLast = place === bands.length - 1;
  return (
    <li class="policy-band">
      {isLast ? (
        <span class="policy-rest">{bands.length === 1 ? 'Any amount' : 'Any larger amount'}</span>
      ) : (
        <UpTo {...props} name={`${name}.upTo`} />
      )}
      <select name={`${name}.managers`} aria-label={`Managers, line ${place + 1}`}>
        {MANAGERS.map(([value, words]) => (
          <option value={value} selected={value === band.managers}>
            {words}
          </option>
        ))}
      </select>
      <label class="policy-finance">
        <input type="checkbox" name={`${name}.finance`} value="on" checked={band.finance} />
        Finance
      </label>
      {isLast ? (
        <span />
      ) : (
        <Arrange
          button={`${name}.remove`}
          to={at + 1}
          words="Remove"
          about={`limit ${place + 1} of rule ${at + 1}`}
        />
      )}
      <Fault name={`${name}.upTo`} refused={refused} />
    </li>
  );
}

function UpTo(props: BandsProps & { band: TypedBand; place: number; name: string }) {
  const { band, place, name, refused } = props;
  const isAtFault = refused?.problem.field === name;
  return (
    <label class="policy-up-to">
      <span>
        Up to<span class="visually-hidden">, line {place + 1}</span>
      </span>
      <input
        name={name}
        value={band.upTo}
        inputmode="decimal"
        maxlength={20}
        autocomplete="off"
        aria-invalid={isAtFault ? 'true' : undefined}
        aria-describedby={isAtFault ? problemId('policy') : undefined}
      />
    </label>
  );
}
