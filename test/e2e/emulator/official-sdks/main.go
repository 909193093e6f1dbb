// Calls the emulator through the official Go SDK and prints what came back as JSON. Built by sdk-programs.ts.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	fg "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/functiongraph/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/functiongraph/v2/model"
)

type object = map[string]interface{}

var project = os.Getenv("PROJECT_ID")

func client(secretKey string) *fg.FunctionGraphClient {
	auth := basic.NewCredentialsBuilder().WithAk(os.Getenv("ACCESS_KEY")).WithSk(secretKey).WithProjectId(project).Build()
	return fg.NewFunctionGraphClient(
		fg.FunctionGraphClientBuilder().WithEndpoint(os.Getenv("ENDPOINT")).WithCredential(auth).Build())
}

func urn(name, qualifier string) string {
	return fmt.Sprintf("urn:fss:cn-north-4:%s:function:default:%s:%s", project, name, qualifier)
}

func failure(err error) object {
	var answer *sdkerr.ServiceResponseError
	if !errors.As(err, &answer) {
		panic(err)
	}
	return object{"status": answer.StatusCode, "code": answer.ErrorCode, "hasRequestId": answer.RequestId != ""}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	good := client(os.Getenv("SECRET_KEY"))
	v1, tail := "v1", "tail"
	invoke := func(c *fg.FunctionGraphClient, urn string, body object) (*model.InvokeFunctionResponse, error) {
		return c.InvokeFunction(&model.InvokeFunctionRequest{
			FunctionUrn: urn, ContentType: "application/json", XCFFRequestVersion: &v1, XCffLogType: &tail, Body: body})
	}
	out := object{}

	called := must(invoke(good, urn("echo", "latest"), object{"text": "<ä!>"}))
	out["result"], out["status"], out["log"] = *called.Result, *called.Status, *called.Log
	out["alias"] = *must(invoke(good, urn("echo", "!prod"), object{})).Result

	_, err := invoke(good, urn("missing", "latest"), object{})
	out["missing"] = failure(err)
	_, err = invoke(client("wrong"), urn("echo", "latest"), object{})
	out["unauthorized"] = failure(err)

	names := []string{}
	listed := must(good.ListFunctions(&model.ListFunctionsRequest{}))
	for _, function := range *listed.Functions {
		names = append(names, function.FuncName)
	}
	out["functions"], out["count"] = names, *listed.Count

	config := must(good.ShowFunctionConfig(&model.ShowFunctionConfigRequest{FunctionUrn: urn("echo", "latest")}))
	out["config"] = object{"handler": *config.Handler, "timeout": *config.Timeout, "memory": *config.MemorySize}
	code := must(good.ShowFunctionCode(&model.ShowFunctionCodeRequest{FunctionUrn: urn("echo", "latest")}))
	out["code"] = *code.FuncCode.File != ""

	accepted := must(good.AsyncInvokeFunction(&model.AsyncInvokeFunctionRequest{
		FunctionUrn: urn("echo", "latest"), ContentType: "application/json", Body: object{}}))
	for out["async"] == nil {
		calls := must(good.ListAsyncInvocations(&model.ListAsyncInvocationsRequest{
			FunctionUrn: urn("echo", "latest"), RequestId: accepted.RequestId}))
		if status := (*calls.Invocations)[0].Status.Value(); status != "RUNNING" {
			out["async"] = status
		}
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println(string(must(json.Marshal(out))))
}
