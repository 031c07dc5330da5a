// zod carries its messages in fifty languages; we speak one, and a Worker has to stay small.
export const none = true;
