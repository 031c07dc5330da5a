/**
 * What Slack accepts, in characters or in items. Lengths are counted in UTF-16 units, which is never more generous
 * than Slack's own count. From docs.slack.dev/reference: block-kit/blocks/{actions,context,header,image,input,
 * rich-text,section}-block, block-kit/block-elements/*, block-kit/composition-objects/{confirmation-dialog,option,
 * option-group,text}-object, views, and methods/chat.update.
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** A message may be posted with 40,000 characters, but updated with 4,000 only, and ours are all updated. */
  messageText: 4000,
  /** All text of a message's blocks together; past it Slack answers msg_blocks_too_long (slackapi/bolt-js issue 2509). */
  allText: 13_200,
  text: 3000,
  header: 150,
  fields: 10,
  field: 2000,
  contextElements: 10,
  actions: 25,
  blockId: 255,
  actionId: 255,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  url: 3000,
  overflowOptions: 5,
  choiceOptions: 10,
  options: 100,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  inputText: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  imageAlt: 2000,
  imageTitle: 2000,
  viewTitle: 24,
  privateMetadata: 3000,
  callbackId: 255,
} as const;
