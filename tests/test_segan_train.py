"""Runs of `dyce train`: stopped, resumed, shared by processes, and everything that can be wrong with what they are given."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch", exc_type=ImportError)

from segan_data import made, tiny  # noqa: E402

from dyce.cli import main  # noqa: E402
from dyce.errors import DyceError, UsageError  # noqa: E402
from dyce.segan import require_torch  # noqa: E402
from dyce.segan.recipe import Recipe  # noqa: E402
from dyce.segan.recipes.segan import MODERN, PAPER  # noqa: E402
from dyce.segan.training import checkpoint  # noqa: E402
from dyce.segan.training.checkpoint import load_trained, read_checkpoint  # noqa: E402
from dyce.segan.training.learner import Learner, rate_at  # noqa: E402
from dyce.segan.training.train import Options, train  # noqa: E402

TESTS = Path(__file__).parent
QUICK = tiny(epochs_segmentor=1, epochs_painter=0.5, epochs_both=0.5)
"""Six steps and three and three."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    return made(tmp_path_factory.mktemp("segan") / "data")


def run(data: Path, out: Path, recipe: Recipe = QUICK, **options: object) -> list[str]:
    """Train on the CPU; what was said."""
    said: list[str] = []
    train(Options(data, out, **{"device": "cpu", "precision": "fp32", "workers": 0} | options), recipe, said.append)
    return said


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was never stopped."""
    out = tmp_path_factory.mktemp("segan") / "out"
    said = run(data, out)
    assert said[-1].startswith("trained; the best is")
    return out


def flat(value: object, path: str = "") -> dict[str, object]:
    """Every leaf of nested dicts and lists, by its path."""
    if isinstance(value, dict):
        return {k: v for name, each in value.items() for k, v in flat(each, f"{path}/{name}").items()}
    if isinstance(value, list | tuple):
        return {k: v for name, each in enumerate(value) for k, v in flat(each, f"{path}/{name}").items()}
    return {path: value}


def test_stopped_at_any_step_equals_never_stopped(data: Path, trained: Path, tmp_path: Path) -> None:
    """Bit for bit: weights, averages, optimisers, random state; in the middle of a phase and between two."""
    stops = 0
    while True:
        try:
            run(data, tmp_path, stop_after=3 if stops % 2 else 2)
            break
        except KeyboardInterrupt:
            stops += 1
    assert stops >= 4
    never, often = (flat(read_checkpoint(folder / "last.pt")) for folder in (trained, tmp_path))
    assert never.keys() == often.keys()
    for path, value in never.items():
        equal = torch.equal(value, often[path]) if isinstance(value, torch.Tensor) else value == often[path]
        assert equal, path


def test_a_finished_run_is_not_run_again(data: Path, trained: Path) -> None:
    said = run(data, trained)
    assert any("segmentor, painter, both done" in line for line in said)
    assert not any("steps of" in line for line in said)


def test_phases_run_by_themselves_and_one_after_another(data: Path, tmp_path: Path) -> None:
    run(data, tmp_path, phases=("painter",))
    painter = load_trained(tmp_path / "best.pt")
    assert painter.phases == ["painter"]
    said = run(data, tmp_path, phases=("segmentor",))
    assert any("going on from" in line for line in said)
    after = load_trained(tmp_path / "last.pt")
    assert after.phases == ["painter", "segmentor"]
    generators = (trained.network.parts["generator"].state_dict() for trained in (painter, after))
    for before, now in zip(*(state.values() for state in generators)):
        assert torch.equal(before, now), "the segmentor's phase leaves the painter alone"


def test_painting_alone_leaves_the_segmentor_alone(data: Path, tmp_path: Path) -> None:
    learner = Learner(QUICK, torch.device("cpu"))
    before = {name: value.clone() for name, value in learner.network.parts["segmentor"].state_dict().items()}
    batch = batch_of(data)
    generator = next(learner.network.parts["generator"].parameters()).clone()
    learner.step("painter", batch, 0, 10)
    after = learner.network.parts["segmentor"].state_dict()
    assert all(torch.equal(value, after[name]) for name, value in before.items())
    assert not torch.equal(generator, next(learner.network.parts["generator"].parameters()))
    learner.step("both", batch, 0, 10)
    assert not all(torch.equal(value, after[name]) for name, value in before.items())


def batch_of(data: Path) -> dict:
    from dyce.segan.data.batch import prepare
    from dyce.segan.data.cache import open_cache
    from dyce.segan.data.loading import Turns, loader
    from dyce.segan.data.objects import Objects
    from dyce.segan.data.samples import read_samples

    objects = Objects(open_cache(read_samples(data, "train")), QUICK, training=True)
    return prepare(next(iter(loader(objects, Turns(len(objects), 8, 0), 0))), QUICK)


def test_the_segmentor_has_no_gradient_from_the_discriminators_condition(data: Path) -> None:
    """End to end, the segmentor must not learn to fool D by what D is shown beside the painting."""
    learner = Learner(QUICK.but(weight_l1=0.0, weight_background=0.0, weight_visible=0.0, weight_invisible=0.0,
                                weight_overlap=0.0, weight_paint=1.0), torch.device("cpu"))  # fmt: skip
    generator = learner.network.parts["generator"]
    with torch.no_grad():  # a generator that looks at nothing passes no gradient on
        for parameter in generator.down[0].parameters():
            parameter.zero_()
    learner.network._paint(batch_of(data), learner.harness, both=True)
    gradients = [p.grad for p in learner.network.parts["segmentor"].parameters() if p.grad is not None]
    assert max(float(g.abs().max()) for g in gradients) == 0


def test_overfits_one_batch(data: Path) -> None:
    """The whole way from an export, recipe `small` at a tiny width: IoU above 0.95 of full masks on one batch."""
    recipe = tiny(dropout=0.0, average=0.0, detail=8, width=8, schedule="steps", rate=5e-3, mask=16)
    learner = Learner(recipe, torch.device("cpu"))
    batch = batch_with(data, recipe)
    for step in range(120):
        learner.step("segmentor", batch, step, 120)
    with torch.no_grad():
        masks = learner.network.parts["segmentor"](batch["image"], batch["visible"], batch["box_xyxy"]).sigmoid()
    visible, full = batch["visible_58"], batch["full_58"]
    found, true = (visible + (1 - visible) * masks) > 0.5, full > 0.5
    assert ((found & true).sum((1, 2, 3)) / (found | true).sum((1, 2, 3))).min() > 0.95


def batch_with(data: Path, recipe: Recipe) -> dict:
    from dyce.segan.data.batch import prepare
    from dyce.segan.data.cache import open_cache
    from dyce.segan.data.loading import batches
    from dyce.segan.data.objects import Objects
    from dyce.segan.data.samples import read_samples

    cache = open_cache(read_samples(data, "train"))
    hidden = [n for n, sample in enumerate(cache.samples) if sample.occlusion_rate > 0.1][:6]
    return prepare(next(iter(batches(Objects(cache, recipe, training=False), hidden, 6))), recipe)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_two_processes_equal_one(data: Path, tmp_path: Path) -> None:
    """Each takes half of every batch; gradients are shared by gloo."""

    def start(out: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(TESTS / "segan_process.py"), str(data), str(tmp_path / out)]
        path = os.pathsep.join((str(TESTS), str(TESTS.parent)))
        return subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": path} | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip

    shared = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port()), "WORLD_SIZE": "2"}
    processes = [start("two", RANK=str(rank), **shared) for rank in range(2)] + [start("one")]
    for process in processes:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    one, two = (read_checkpoint(tmp_path / out / "last.pt")["networks"] for out in ("one", "two"))
    begun = initial_segmentor()
    for name, value in one["segmentor"].items():
        assert torch.allclose(value, two["segmentor"][name], atol=1e-4, rtol=1e-3), name
    assert any(not torch.allclose(value, begun[name]) for name, value in one["segmentor"].items() if name in begun)


def initial_segmentor() -> dict:
    torch.manual_seed(0)
    return Learner(QUICK, torch.device("cpu")).network.parts["segmentor"].state_dict()


def test_a_batch_that_processes_cannot_share_is_refused(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dyce.segan.training import train as module
    from dyce.segan.training.processes import Place

    with pytest.raises(UsageError, match="a batch of 4 can't be shared by 3 processes"):
        module._begin(Options(data, tmp_path, device="cpu"), QUICK, Place(0, 3), lambda line: None)


def test_a_loss_that_is_not_a_number_stops_the_run(data: Path, tmp_path: Path) -> None:
    with pytest.raises(DyceError, match=r"segmentor: the segmentation loss is (nan|inf) by step \d+; stopped"):
        run(data, tmp_path, tiny(rate=1e8, clip=0.0, schedule="steps", optimiser="sgd", epochs_segmentor=20))
    for path in tmp_path.glob("*.pt"):
        weights = read_checkpoint(path)["networks"]["segmentor"].values()
        assert all(torch.isfinite(value).all() for value in weights)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("PytorchStreamWriter failed")])
def test_a_full_disk_is_told(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def full(*anything: object) -> None:
        raise error

    monkeypatch.setattr(checkpoint.torch, "save", full)
    with pytest.raises(DyceError, match=r"can't be written \(.*\); make room") as caught:
        run(data, tmp_path)
    assert "\n" not in str(caught.value) and not list(tmp_path.glob(".*.partial"))


class Hostile:
    """Runs a command where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return os.system, (f"touch {self.path}",)


def test_a_hostile_checkpoint_runs_nothing(data: Path, trained: Path, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    state = read_checkpoint(trained / "last.pt")
    torch.save(state | {"recipe": Hostile(proof)}, tmp_path / "last.pt")
    (tmp_path / "raw.pt").write_bytes(pickle.dumps(Hostile(proof)))
    for name in ("last.pt", "raw.pt"):
        with pytest.raises(DyceError, match="can't be loaded as a checkpoint"):
            load_trained(tmp_path / name)
    with pytest.raises(DyceError, match="can't be loaded as a checkpoint"):
        run(data, tmp_path)
    assert not proof.exists()


def test_damaged_checkpoints_are_told_in_a_line(data: Path, trained: Path, tmp_path: Path) -> None:
    state = read_checkpoint(trained / "last.pt")
    path = tmp_path / "last.pt"
    broken = [
        [1], {}, state | {"format": 9}, state | {"recipe": "{}x"}, state | {"networks": {}, "averages": {}},
        state | {"averages": 3},
        state | {"progress": {"phase": "both", "sofa": 1}}, state | {"recipe": PAPER.but(width=4).to_json()},
        state | {"networks": state["networks"] | {"segmentor": {}}, "averages": {}}, state | {"recipe": 7},
        state | {"progress": state["progress"] | {"threshold": "high"}},
    ]  # fmt: skip
    for content in broken:
        torch.save(content, path)
        with pytest.raises(DyceError) as caught:
            load_trained(path)
        assert "\n" not in str(caught.value)
    path.write_bytes((trained / "last.pt").read_bytes()[:1000])
    with pytest.raises(DyceError, match="can't be loaded"):
        load_trained(path)
    with pytest.raises(DyceError, match="can't be loaded"):
        load_trained(tmp_path / "missing.pt")


def test_another_recipe_does_not_go_on(data: Path, trained: Path) -> None:
    with pytest.raises(UsageError, match="of another recipe"):
        run(data, trained, QUICK.but(rate=0.5))


def test_without_a_validation_split_images_are_held_out(tmp_path: Path) -> None:
    data = made(tmp_path / "data", {"kitchen3": 10})
    said = run(data, tmp_path / "out", tiny(epochs_segmentor=0.1), phases=("segmentor",))
    assert any(line.startswith("no validation split") for line in said)
    few = made(tmp_path / "few", {"kitchen3": 2})
    with pytest.raises(DyceError, match="too few images"):
        run(few, tmp_path / "out2")


def test_the_rate_rises_and_falls() -> None:
    rates = [rate_at(MODERN, step, 1000) for step in range(1000)]
    assert rates[0] < rates[20] < rates[49] == 1 and rates[49] > rates[500] > rates[999] >= 0
    assert [rate_at(PAPER, step, 10**6) for step in (0, 19_999, 20_000)] == [1, 1, 0.1]


def test_pictures_and_curves_are_written(trained: Path) -> None:
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    events = accumulator.EventAccumulator(str(trained / "board"))
    events.Reload()
    tags = events.Tags()
    assert {name.split("/")[0] for name in tags["images"]} == {"segmentor", "painter", "both"}
    assert {"segmentor/segmentation", "painter/L1", "both/segmentation", "both validation/invisible"} <= set(
        tags["scalars"]
    )


def test_weights_of_a_trained_model_are_the_averages(trained: Path) -> None:
    state, model = read_checkpoint(trained / "last.pt"), load_trained(trained / "last.pt")
    for name, value in model.network.parts["segmentor"].state_dict().items():
        assert torch.equal(value, state["averages"]["segmentor"][name])
    assert model.recipe == QUICK and 0 < model.threshold < 1 and not model.network.parts["segmentor"].training


def test_command_line_tells_what_is_wrong_in_a_line(data: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("no folder")
    cases = {
        ("nothing",): (1, "dyce export-coco nothing"),
        (str(data), "--recipe", "big"): (2, "the recipes are paper, modern, small"),
        (str(data), "--set", "bach=3"): (2, "NAME=VALUE"),
        (str(data), "--phases", "sleep"): (2, "phases are segmentor, painter, both"),
        (str(data), "--workers", "-1"): (2, "--workers must be"),
        (str(data), "--threads", "0"): (2, "--threads must be"),
        (str(data), "--device", "cpu", "--recipe", "small", "--set", "width=4", "--weights", "nowhere.pth", "--out",
         str(tmp_path / "out")): (1, "nowhere.pth is no ResNet-18"),
        (str(data), "--device", "cpu", "--recipe", "small", "--set", "width=4", "--out", str(text)): (1, "can't be written"),
    }  # fmt: skip
    for arguments, (code, says) in cases.items():
        done = CliRunner().invoke(main, ["train", *arguments])
        assert done.exit_code == code and says in done.output, (arguments, done.output)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is CUDA here")
def test_cuda_that_is_not_there_is_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no CUDA device"):
        run(data, tmp_path, device="cuda")


def test_without_torch_only_training_fails_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(DyceError, match=r"pip install 'dyce-occlusion\[train\]'"):
        require_torch()
    ask = "import sys, dyce.cli, dyce.segan.recipes.segan; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=TESTS.parent).returncode == 0


def test_ctrl_c_stops_after_a_step_and_keeps_it(data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dyce.cli", "train", str(data), "--out", str(tmp_path), "--recipe", "small"]
    command += [
        "--device",
        "cpu",
        "--workers",
        "1",
        "--threads",
        "1",
        "--set",
        "epochs_segmentor=500",
        "--set",
        "width=4",
    ]
    process = subprocess.Popen(
        command, cwd=TESTS.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert process.stdout
    for line in process.stdout:
        if line.startswith("segmentor: validation"):
            break
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=120)
    assert process.returncode == 130 and "the same command goes on from here" in error and "Traceback" not in error
    assert read_checkpoint(tmp_path / "last.pt")["progress"]["step"] >= 1
