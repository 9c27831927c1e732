using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.Storage.Retries;

/// <summary>What a try needs; carried by the context, so that the callbacks capture nothing.</summary>
/// <param name="Started">Time stamp of the first try.</param>
internal sealed record StorageTry(HttpMessage Message, ReadOnlyMemory<HttpPipelinePolicy> Pipeline, long Started);
