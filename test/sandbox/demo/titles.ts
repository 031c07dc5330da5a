import { pick, type Random } from '../random.ts';

const LEVELS = ['', '', 'Senior ', 'Lead ', 'Principal ', 'Associate '];
const ROLES = [
  'Operations Manager',
  'IT Manager',
  'Data Analyst',
  'Revenue Operations Manager',
  'Customer Success Manager',
  'Product Manager',
  'Software Engineer',
  'Marketing Manager',
  'Finance Manager',
  'Procurement Specialist',
  'Solutions Architect',
  'HR Business Partner',
  'Project Manager',
  'Support Engineer',
];
const HEADS = [
  'VP of Operations',
  'VP Engineering',
  'Head of IT',
  'Head of Customer Experience',
  'Director of Data',
  'Director, Digital Transformation',
  'CIO',
  'CTO',
  'COO',
  'CFO',
  'Chief of Staff',
  'Founder & CEO',
];

/** A job title; about one in five leads something, one in twelve never filled it in. */
export function titleOf(random: Random): string {
  const rank = random();
  if (rank < 0.08) return '';
  return rank < 0.28 ? pick(random, HEADS) : `${pick(random, LEVELS)}${pick(random, ROLES)}`;
}
