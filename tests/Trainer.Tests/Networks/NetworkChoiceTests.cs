using ServerlessTraining.Domain;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer.Tests.Networks;

public sealed class NetworkChoiceTests
{
    private static readonly NativeLibraryOptions Natives = new();
    private static readonly GpuProbe Card = GpuProbe.Of("NVIDIA A100");
    private static readonly GpuProbe NoCard = GpuProbe.None("TorchSharp finds no CUDA device");

    [Theory]
    [InlineData(NetworkDevice.Auto, NetworkPrecision.Fp32)]
    [InlineData(NetworkDevice.Auto, NetworkPrecision.Bf16)]
    [InlineData(NetworkDevice.Cuda, NetworkPrecision.Fp32)]
    public void Make_AGpuThatComputes_TrainsNetworksOnItAndNothingElse(NetworkDevice device, NetworkPrecision precision)
    {
        FakeGpu gpu = new(Card);

        NetworkChoice choice = NetworkChoice.Make(new NetworkOptions { Device = device, Precision = precision }, gpu);
        ModelTypes types = choice.Types(Natives);

        Assert.Equal(("NVIDIA A100", precision, true, null), (choice.Device, choice.Precision, choice.OnGpu, choice.Warning));
        Assert.Equal([precision], gpu.Made);
        Assert.IsType<FakeGpu.NetworkTrainer>(types.Find("lstm2head"));
        ModelTypes builtIn = ModelTypes.BuiltIn(Natives);
        Assert.Equal(builtIn.Names, types.Names);
        Assert.All(builtIn.Names.Where(name => name != "lstm2head"), name => Assert.Equal(builtIn.Find(name).GetType(), types.Find(name).GetType()));
    }

    [Fact]
    public void Make_NoGpu_FallsBackToTheProcessorAndSaysWhyAndWhatToCheck()
    {
        NetworkChoice choice = NetworkChoice.Make(new NetworkOptions(), new FakeGpu(NoCard));

        Assert.Equal(("cpu", false), (choice.Device, choice.OnGpu));
        Assert.Equal(
            "No GPU can be used: TorchSharp finds no CUDA device. Networks are trained on the processor, which is slower. "
            + "Check that this replica was given a GPU (nvidia-smi lists it), that its driver supports the CUDA of the image, and that NVIDIA_VISIBLE_DEVICES hides none; "
            + "set Trainer__Device to cpu to say that this is meant.",
            choice.Warning);
        Assert.IsType<Models.Lstm.Lstm2HeadTrainer>(choice.Types(Natives).Find("lstm2head"));
    }

    [Fact]
    public void Make_NoGpuInBf16_SaysThatFp32IsUsed()
    {
        NetworkChoice choice = NetworkChoice.Make(new NetworkOptions { Precision = NetworkPrecision.Bf16 }, new FakeGpu(NoCard));

        Assert.Equal(NetworkPrecision.Fp32, choice.Precision);
        Assert.EndsWith("Trainer__Precision is 'bf16', which needs a GPU: fp32 is used.", choice.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_GpuDemandedAndNone_IsRefused()
    {
        string message = Assert.Throws<ServerlessTrainingException>(() => NetworkChoice.Make(new NetworkOptions { Device = NetworkDevice.Cuda }, new FakeGpu(NoCard))).Message;

        Assert.StartsWith("Trainer__Device is 'cuda', but no GPU can be used: TorchSharp finds no CUDA device. Check that", message, StringComparison.Ordinal);
        Assert.EndsWith("or set Trainer__Device to auto or cpu.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_ProcessorDemanded_DoesNotTouchTheGpu()
    {
        FakeGpu gpu = new(Card);

        NetworkChoice choice = NetworkChoice.Make(new NetworkOptions { Device = NetworkDevice.Cpu }, gpu);

        Assert.Equal(("cpu", null, 0), (choice.Device, choice.Warning, gpu.Probes));
    }

    [Fact]
    public void Make_ProgramWithoutCuda_IsSilentUnlessAGpuIsDemanded()
    {
        NetworkChoice choice = NetworkChoice.Make(new NetworkOptions(), gpu: null);
        ServerlessTrainingException error =
            Assert.Throws<ServerlessTrainingException>(() => NetworkChoice.Make(new NetworkOptions { Device = NetworkDevice.Cuda }, gpu: null));

        Assert.Equal(("cpu", null), (choice.Device, choice.Warning));
        Assert.Equal(
            "Trainer__Device is 'cuda', but this program was built without CUDA. Take the image of the flavour cuda, or set Trainer__Device to auto or cpu.", error.Message);
    }
}
