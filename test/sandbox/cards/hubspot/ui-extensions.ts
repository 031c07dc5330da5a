// Stands in for the package `@hubspot/ui-extensions` in a browser: exactly what the card imports from it.
export { hubspot } from './host.ts';
export { Button } from './button.tsx';
export { Modal, ModalBody } from './modal.tsx';
export { DateInput, Form, Input, Select, TextArea } from './form.tsx';
export { Divider, Flex, Tile } from './layout.tsx';
export { Heading, Link, List, StatusTag, Text } from './text.tsx';
export { Alert, EmptyState, ErrorState, LoadingSpinner } from './states.tsx';
export {
  DescriptionList,
  DescriptionListItem,
  Statistics,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from './data.tsx';
