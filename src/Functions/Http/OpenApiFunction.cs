using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Functions.OpenApi;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>What the API has. docs/guides/api.md.</summary>
public static class OpenApiFunction
{
    [Function("OpenApi")]
    [Answer(OpenApiDocument.ContentType)]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Bytes(ApiOperations.Document, OpenApiDocument.ContentType);
}
