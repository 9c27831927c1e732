using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>What a form may offer. docs/guides/grids.md.</summary>
public static class VocabularyFunction
{
    [Function("Vocabulary")]
    [Answer(typeof(Vocabulary))]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Function, "get", Route = "vocabulary")] HttpRequest request) => Results.Json(Vocabulary.BuiltIn, ApiJson.Options);
}
