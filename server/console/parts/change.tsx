const EMPTY = 'Empty';

/** What a value was and what it becomes; one that stays is shown once. Only prose may run over several lines. */
export function Change(props: { before: string | null; after: string | null; prose?: boolean }) {
  const { before, after, prose = false } = props;
  if (before === after) {
    return (
      <span class={prose ? 'quiet' : 'quiet one-line'}>{after === null ? EMPTY : <bdi>{after}</bdi>}</span>
    );
  }
  return (
    <span class={prose ? 'change' : 'change one-line'}>
      <del>
        <span class="visually-hidden">Now </span>
        <bdi>{before ?? EMPTY}</bdi>
      </del>{' '}
      <ins>
        <span class="visually-hidden">becomes </span>
        <bdi>{after ?? EMPTY}</bdi>
      </ins>
    </span>
  );
}
