// The page's way to the rehearsal: JSON requests and the stream of events.

export async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// Events that were missed while the stream was away are made good by `onOpen`, which loads the state anew.
export function listen({ onOpen, onEvent, onLost }) {
  const source = new EventSource("/api/events");
  source.onopen = onOpen;
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onerror = onLost;
}
