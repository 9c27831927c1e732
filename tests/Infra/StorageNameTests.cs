using ServerlessTraining.Infra.Checks;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Infra;

/// <summary>What infra/ makes in the data account is what the code uses.</summary>
public sealed class StorageNameTests
{
    [Fact]
    public void Queues_AreThoseOfTheCode() => Assert.Equal(StorageNames.Queues.All.Order(), Names("queueNames").Order());

    [Fact]
    public void Containers_AreThoseOfTheCode() => Assert.Equal(StorageNames.Containers.All.Order(), Names("containerNames").Order());

    [Fact]
    public void Tables_AreThoseOfTheCode() => Assert.Equal(StorageNames.Tables.All.Order(), Names("tableNames").Order());

    private static string[] Names(string name) => Infrastructure.Texts(InfraFiles.Real["app/storage.bicep"].Find("var", name)!.Value);
}
