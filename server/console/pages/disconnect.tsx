import { May } from '#server/console/parts/viewer.tsx';

interface DisconnectProps {
  id: string;
  name: string;
  keeps: string;
  /** What of ours stays in the account, and how to remove it. */
  leaving?: { words: string; names: string[] };
}

/** Ends a connection, after a second press. */
export function Disconnect({ id, name, keeps, leaving }: DisconnectProps) {
  return (
    <May any={['configure']}>
      <details class="confirm disconnect">
        <summary class="button button-quiet">Disconnect {name}</summary>
        <form class="stack-tight" method="post" action={`/console/connections/${id}/disconnect`}>
          <p>{keeps}</p>
          {leaving === undefined ? null : (
            <>
              <p>{leaving.words}</p>
              <ul class="leaving">
                {leaving.names.map((each) => (
                  <li>{each}</li>
                ))}
              </ul>
            </>
          )}
          <button class="button button-bad" type="submit">
            Yes, disconnect {name}
          </button>
        </form>
      </details>
    </May>
  );
}
