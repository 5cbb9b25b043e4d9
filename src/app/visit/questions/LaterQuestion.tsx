import type { QuestionViewProps } from '#app/visit/QuestionView.tsx'
import { AccessLine } from './AccessLine.tsx'
import { Activities } from './Activities.tsx'
import { Appointment } from './Appointment.tsx'
import { Concerns } from './Concerns.tsx'
import { MovedTo } from './MovedTo.tsx'
import { Organisation } from './Organisation.tsx'
import { Photos } from './Photos.tsx'
import { Places } from './Places.tsx'
import { ProfileCard } from './ProfileCard.tsx'
import { Proposals } from './Proposals.tsx'

/** Controls that nobody needs before 1.1 is answered: loaded once the form stands. */
export function LaterQuestion(props: QuestionViewProps) {
  const { control } = props.question
  switch (control.kind) {
    case 'chips':
      return <Activities {...props} control={control} />
    case 'movedTo':
      return <MovedTo {...props} />
    case 'profileCard':
      return <ProfileCard {...props} />
    case 'organisation':
      return <Organisation {...props} />
    case 'places':
      return <Places {...props} />
    case 'concerns':
      return <Concerns {...props} />
    case 'proposals':
      return <Proposals {...props} />
    case 'appointment':
      return <Appointment {...props} />
    case 'photos':
      return <Photos {...props} />
    case 'accessLine':
      return <AccessLine {...props} />
    default:
      return null
  }
}
