namespace ServerlessTraining.Models.Files;

/// <summary>A model that passed every check, with its manifest.</summary>
public sealed record OpenedModel(IModel Model, ModelManifest Manifest) : IDisposable
{
    public void Dispose() => Model.Dispose();
}
