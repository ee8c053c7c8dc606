# callwright plan --var-file prod.vars.hcl

after_contact_work = 45
help_after         = 90
open_on_sunday     = true
