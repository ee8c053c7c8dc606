#!/bin/sh
# Applies the plan that plan.sh made and somebody approved. Keep .callwright/runs as an artifact,
# also if this fails: it has the plans that undo the run.
set -eu
PATH="$PWD/bin:$PATH"
digest=$(sed -n 's/^digest=//p' plan.env)
if grep -q '^has_changes=false$' plan.env; then
  exit 0
fi
callwright apply --env all --expect-digest "$digest"
