using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.Storage;

/// <summary>Tells the open meters of every try.</summary>
internal sealed class StorageMeterPolicy : HttpPipelineSynchronousPolicy
{
    public static readonly StorageMeterPolicy Instance = new();

    public override void OnSendingRequest(HttpMessage message) => StorageMeter.CountCall();
}
