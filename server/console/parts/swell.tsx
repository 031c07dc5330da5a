/** Three swells, one behind the other. */
export function Swell() {
  return (
    <svg class="swell" viewBox="0 0 1440 420" preserveAspectRatio="none" aria-hidden="true">
      <path class="swell-1" d="M0 210C180 120 300 60 470 120s250 170 430 130 260-190 540-150v320H0z" />
      <path class="swell-2" d="M0 270c160-30 280-90 450-50s270 110 450 70 300-130 540-90v220H0z" />
      <path class="swell-3" d="M0 340c200-50 320-10 480 10s260 20 430-20 330-60 530-20v110H0z" />
    </svg>
  );
}
