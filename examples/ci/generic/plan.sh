#!/bin/sh
# Plans all environments. Keep plans.json, plan.html and plan.env as artifacts: approvers read
# plan.html, and apply.sh needs plan.env.
#
# If the code is reviewed at GitHub or GitLab, set FORGE to github or gitlab, REPOSITORY to
# OWNER/NAME, PULL_REQUEST to the number, and GITHUB_TOKEN or GITLAB_TOKEN.
set -eu
PATH="$PWD/bin:$PATH"
code=0
callwright plan --env all --out plans.json -o human -o html=plan.html --ci-outputs plan.env || code=$?
if [ -n "${PULL_REQUEST:-}" ]; then
  callwright comment --plan plans.json --best-effort --forge "$FORGE" --repository "$REPOSITORY" --pull-request "$PULL_REQUEST"
fi
exit "$code"
