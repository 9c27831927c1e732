using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Retries;

/// <summary>Answers each try with the next of the answers given; the last one stays.</summary>
internal sealed class ScriptedTransport(params Func<HttpMessage, Task<Response>>[] answers) : HttpPipelineTransport
{
    public int Tries { get; private set; }

    public static Func<HttpMessage, Task<Response>> Status(int status, params (string Name, string Value)[] headers) =>
        _ => Task.FromResult<Response>(new FaultResponse(status, "id", headers));

    public static Func<HttpMessage, Task<Response>> Throws(Exception failure) => _ => Task.FromException<Response>(failure);

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override async ValueTask ProcessAsync(HttpMessage message) => message.Response = await answers[Math.Min(Tries++, answers.Length - 1)](message);

    public override void Process(HttpMessage message) => message.Response = answers[Math.Min(Tries++, answers.Length - 1)](message).GetAwaiter().GetResult();
}
