package sim

import (
	"maps"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A writer writes answers and refusals as the service does.
type writer struct {
	model *api.Model
	now   func() time.Time
}

// write sends an answer.
func (wr *writer) write(w http.ResponseWriter, status int, answer []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Date", wr.now().UTC().Format(http.TimeFormat))
	w.Header().Set("X-Amzn-RequestId", uuid.NewString())
	w.Header().Set("Content-Length", strconv.Itoa(len(answer))) // net/http would send a long answer in chunks
	w.WriteHeader(status)
	_, _ = w.Write(answer) // the client may be gone
}

// refuse returns the answer for an error, and sets the headers that belong to it.
func (wr *writer) refuse(header http.Header, operation string, err error) (status int, name string, body []byte) {
	e := api.AsException(err)
	name = wr.declared(operation, e.Name)
	header.Set("X-Amzn-ErrorType", name)
	if e.Retry != "" {
		header.Set("Retry-After", e.Retry)
	}
	content := api.Members{"Message": e.Message}
	maps.Copy(content, e.Extra)
	return wr.status(name), name, []byte(api.Encode(content))
}

// declared returns the name of the exception that the operation declares. Some operations, such
// as DescribeInstance, do not declare InvalidParameterException; they have
// InvalidRequestException instead.
func (wr *writer) declared(operation, name string) string {
	o, ok := wr.model.Operations[operation]
	if ok && name == api.InvalidParameterException && !o.Declares(name) {
		return api.InvalidRequestException
	}
	return name
}

// status returns the HTTP status of an exception.
func (wr *writer) status(name string) int {
	if status, ok := wr.model.Errors[name]; ok {
		return status
	}
	if status, ok := api.CommonStatus[name]; ok {
		return status
	}
	return http.StatusInternalServerError
}
