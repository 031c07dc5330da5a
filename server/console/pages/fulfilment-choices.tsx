import { KIND_WORDS } from '#server/console/pages/catalogue/words.ts';
import { FieldProblem } from '#server/console/parts/boxes.tsx';
import { problemId, refusedBy, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { FULFILMENT_PATH } from '#server/console/parts/fulfilment-words.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { useViewer } from '#server/console/parts/viewer.tsx';
import { PROVIDER_WORDS, PROVIDERS, type ProviderName } from '#server/fulfilment/provider.ts';
import type { Choice } from '#server/workspace/fulfilment/choice.ts';

export interface ChoicesData {
  choices: Choice[];
  usual: ProviderName;
  programmes: string[];
  refused: Refused | null;
}

const FORM = 'choices';
const KINDS: Record<string, string> = {
  gift_card: KIND_WORDS.gift_card,
  charity: KIND_WORDS.charity,
  swag: KIND_WORDS.swag,
  product_credit: KIND_WORDS.product_credit,
  experience: KIND_WORDS.experience,
  money: 'All that costs money',
};

/** Who fulfils what: rows to change, or a table for whoever may only look. */
export function Choices({ data }: { data: ChoicesData }) {
  const mayChange = useViewer().permissions.includes('govern');
  return (
    <section class="card" id="choices" aria-labelledby="choices-title">
      <h2 id="choices-title">Who fulfils what</h2>
      <p class="quiet">
        Where no line fits: {PROVIDER_WORDS[data.usual]}. Where several do, the one that names the programme
        counts, then the one that names the kind. An item that names its own provider keeps it. A change holds
        for orders from now on.
      </p>
      {mayChange ? <Rows data={data} /> : <Shown choices={data.choices} />}
    </section>
  );
}

function Shown({ choices }: { choices: Choice[] }) {
  if (choices.length === 0) return <p class="quiet">No line is set.</p>;
  return (
    <Table
      caption="Who fulfils what"
      columns={[{ label: 'Programme' }, { label: 'Kind of reward' }, { label: 'Provider' }]}
    >
      {choices.map(({ programme, kind, provider }) => (
        <Row>
          <Cell label="Programme">{programme || 'Any'}</Cell>
          <Cell label="Kind of reward">{kind === '' ? 'Any' : (KINDS[kind] ?? kind)}</Cell>
          <Cell label="Provider">{PROVIDER_WORDS[provider]}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function Rows({ data }: { data: ChoicesData }) {
  const refused = refusedBy(data.refused, FORM);
  return (
    <form class="stack-tight" method="post" action={`${FULFILMENT_PATH}/choices#choices`}>
      {refused === null ? null : <ProblemNotice problem={refused.problem} id={problemId(FORM)} urgent />}
      {data.choices.map((choice, place) => (
        <ChoiceRow choice={choice} place={place} programmes={data.programmes} refused={refused} />
      ))}
      <div class="actions">
        <button class="button button-main" type="submit">
          Save the choices
        </button>
        <button class="button" type="submit" name="do" value="add">
          Add a line
        </button>
      </div>
    </form>
  );
}

interface RowProps {
  choice: Choice;
  place: number;
  programmes: string[];
  refused: Refused | null;
}

function ChoiceRow({ choice, place, programmes, refused }: RowProps) {
  const { programme, kind, provider } = choice;
  const row = `choices.${place}`;
  const common = { form: FORM, refused };
  return (
    <div class="thing-row choice-row" role="group" aria-label={`Line ${place + 1}`}>
      <SelectField {...common} name={`${row}.programme`} label="Programme">
        <Options usual="Any" known={named(programmes)} chosen={programme} />
      </SelectField>
      <SelectField {...common} name={`${row}.kind`} label="Kind of reward">
        <Options usual="Any" known={KINDS} chosen={kind} />
      </SelectField>
      <SelectField {...common} name={`${row}.provider`} label="Provider">
        {PROVIDERS.map((each) => (
          <option value={each} selected={each === provider}>
            {PROVIDER_WORDS[each]}
          </option>
        ))}
      </SelectField>
      <button class="button button-quiet" type="submit" name="do" value={`remove.${place}`}>
        Remove<span class="visually-hidden"> line {place + 1}</span>
      </button>
      <FieldProblem name={row} refused={refused} />
    </div>
  );
}

/** What is chosen stays to be chosen, even where nobody names it any more. */
function Options(props: { usual: string; known: Record<string, string>; chosen: string }) {
  const { usual, known, chosen } = props;
  const isOther = chosen !== '' && known[chosen] === undefined;
  const all = isOther ? { ...known, [chosen]: chosen } : known;
  return (
    <>
      <option value="">{usual}</option>
      {Object.entries(all).map(([value, words]) => (
        <option value={value} selected={value === chosen}>
          {words}
        </option>
      ))}
    </>
  );
}

function named(programmes: readonly string[]): Record<string, string> {
  return Object.fromEntries(programmes.map((programme) => [programme, programme]));
}
