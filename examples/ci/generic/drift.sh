#!/bin/sh
# Looks for what somebody changed in the console. Run it every night. It ends with 2 if there is
# drift; with FORGE, REPOSITORY and a token, as for plan.sh, it keeps an issue instead.
set -eu
PATH="$PWD/bin:$PATH"
result=0
for environment in test prod; do
  if [ -n "${FORGE:-}" ]; then
    callwright drift --env "$environment" --refresh full --issue --forge "$FORGE" --repository "$REPOSITORY"
  else
    callwright drift --env "$environment" --refresh full --detailed-exitcode || result=$?
  fi
done
exit "$result"
