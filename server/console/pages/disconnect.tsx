/** Ends a connection, after a second press. */
export function Disconnect({ id, name, keeps }: { id: string; name: string; keeps: string }) {
  return (
    <details class="confirm disconnect">
      <summary class="button button-quiet">Disconnect {name}</summary>
      <form class="stack-tight" method="post" action={`/console/connections/${id}/disconnect`}>
        <p>{keeps}</p>
        <button class="button button-bad" type="submit">
          Yes, disconnect {name}
        </button>
      </form>
    </details>
  );
}
